extension MachineGraph {
    /// A page with the picture and a key to it, which needs nothing else.
    ///
    /// - Parameters:
    ///   - overlay: What to colour and to note.
    ///   - title: The page's heading.
    ///   - summary: A line below it, such as how an execution ended; nil for none.
    public func html(overlay: GraphOverlay? = nil, title: String, summary: String? = nil) -> String {
        let key =
            overlay == nil
            ? [("edge", "next"), ("edge catch", "catch"), ("", "↻ may be retried")]
            : [
                ("edge reached", "taken"), ("edge", "not taken"), ("edge catch", "catch"),
                ("", "3× · 2 s: visits and time in all"),
            ]
        let entries = key.map { line, meaning in
            line.isEmpty
                ? "<span>\(meaning)</span>"
                : "<span><svg class=\"states\" width=\"34\" height=\"10\"><path class=\"\(line)\" d=\"M0 5H34\"/></svg> "
                    + "\(meaning)</span>"
        }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(title.escapedForXML)</title>
            <style>
            body{margin:0;font:14px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;background:#fff;color:#1c2430}
            header{padding:20px 24px 0}h1{font-size:18px;margin:0}p{margin:4px 0 0;color:#5b6675}
            .key{display:flex;gap:20px;flex-wrap:wrap;margin-top:10px;font-size:12px;color:#5b6675}
            main{overflow:auto}
            @media (prefers-color-scheme:dark){body{background:#14181f;color:#e6ebf2}p,.key{color:#9aa6b6}}
            </style>
            </head>
            <body>
            <header><h1>\(title.escapedForXML)</h1>
            \(summary.map { "<p>\($0.escapedForXML)</p>" } ?? "")
            <div class="key">\(entries.joined(separator: "\n"))</div></header>
            <main>
            \(svg(overlay: overlay, title: title))</main>
            </body>
            </html>

            """
    }
}
