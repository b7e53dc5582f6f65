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
                ("", "3× · 2 s: visits and time in all"), ("", "grey: given up when something else failed"),
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
            body{display:flex;flex-direction:column;height:100vh;margin:0;font:14px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;background:#fff;color:#1c2430}
            header{padding:20px 24px 0}h1{font-size:18px;margin:0}p{margin:4px 0 0;color:#5b6675}
            .key{display:flex;gap:20px;flex-wrap:wrap;margin-top:10px;font-size:12px;color:#5b6675}
            nav{display:flex;gap:6px;margin-top:10px}button{font:inherit;font-size:12px;padding:2px 10px}
            main{flex:1;overflow:auto;margin-top:10px}main>svg{display:block;margin:0 auto}
            @media print{body{height:auto}nav{display:none}main{overflow:visible}}
            @media (prefers-color-scheme:dark){body{background:#14181f;color:#e6ebf2}p,.key{color:#9aa6b6}}
            </style>
            </head>
            <body>
            <header><h1>\(title.escapedForXML)</h1>
            \(summary.map { "<p>\($0.escapedForXML)</p>" } ?? "")
            <div class="key">\(entries.joined(separator: "\n"))</div>
            <nav><button>Fit</button><button>100 %</button><button>+</button><button>−</button></nav></header>
            <main>
            \(svg(overlay: overlay, title: title))</main>
            <script>\(Self.zoom)</script>
            </body>
            </html>

            """
    }

    /// Shows the start state first, and lets the buttons change the size about the middle of what is seen.
    private static let zoom = """
        const main=document.querySelector("main"),svg=main.querySelector("svg");
        const [width,height]=[svg.width.baseVal.value,svg.height.baseVal.value];
        let size=1;
        function set(value){
        const [x,y]=[main.scrollLeft+main.clientWidth/2,main.scrollTop+main.clientHeight/2],old=size;
        size=Math.min(4,Math.max(.02,value));
        svg.setAttribute("width",width*size);svg.setAttribute("height",height*size);
        main.scrollTo(x*size/old-main.clientWidth/2,y*size/old-main.clientHeight/2);}
        const fit=()=>set(Math.min(1,main.clientWidth/width,main.clientHeight/height));
        const actions=[fit,()=>set(1),()=>set(size*1.25),()=>set(size/1.25)];
        document.querySelectorAll("nav button").forEach((button,index)=>button.onclick=actions[index]);
        const dot=document.getElementById("start");
        if(dot){const [a,b]=[dot.getBoundingClientRect(),main.getBoundingClientRect()];
        main.scrollTo(a.left-b.left-main.clientWidth/2,a.top-b.top-40);}
        """
}
