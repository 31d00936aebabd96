// The peer: golang.org/x/mod/sumdb/tlog building a tree over entries of 800 bytes, in memory.
package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"strconv"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	n, _ := strconv.Atoi(os.Args[1])
	entry := make([]byte, 800)
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			found[i] = stored[index]
		}
		return found, nil
	})
	start := time.Now()
	for i := 0; i < n; i++ {
		binary.BigEndian.PutUint64(entry, uint64(i))
		hashes, err := tlog.StoredHashes(int64(i), entry, reader)
		if err != nil {
			panic(err)
		}
		stored = append(stored, hashes...)
	}
	root, err := tlog.TreeHash(int64(n), reader)
	if err != nil {
		panic(err)
	}
	fmt.Println(float64(n)/time.Since(start).Seconds(), root)
}
