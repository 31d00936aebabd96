"""The portal: pages for people, the same answers as JSON and CSV, and the addresses of the record and of the door.

Trust: whatever a request brings is not believed; what a page says is computed from the standing by the questions of
`comity.organisation` and by nothing else. The portal decides nothing, keeps nothing, and holds no key.

    reading     what one request reads: language, day, place in the record
    urls        every address, by name
    pages       what stands at them: a page is a value first, then HTML, JSON or CSV
    pictures    drawings as SVG, each with its title and description
    words       sentences, dates, marks in the reader's language
    render      templates, formats, ETags
    door        POST /acts and /acts/prepare;  log: the record's C2SP addresses
    server      one process: pages on threads, native async beside them
"""
