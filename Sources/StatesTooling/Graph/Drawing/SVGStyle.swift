/// The colours of a picture, by day and by night.
enum SVGStyle {
    static let text = day + "@media (prefers-color-scheme:dark){\(night)}"

    private static let day = """
        .states text{font-family:system-ui,-apple-system,"Segoe UI","Noto Sans","DejaVu Sans",sans-serif;\
        text-anchor:middle;fill:#1c2430}
        .states .paper{fill:#fff}
        .states .name{font-size:13px;font-weight:600}
        .states .caption{font-size:10.5px;fill:#5b6675}
        .states .note{fill:#1c2430;font-weight:600}
        .states .box{fill:#fff;stroke:#8a96a6;stroke-width:1.3}
        .states .task>.box{fill:#f3f7fd;stroke:#4a7fc1}
        .states .choice>.box{fill:#fff8e8;stroke:#c0902c}
        .states .parallel>.box,.states .map>.box{fill:#f8f7fc;stroke:#8674b5}
        .states .succeed>.box{fill:#eefaf2;stroke:#2f8f5b}
        .states .fail>.box{fill:#fdf1f0;stroke:#c4473c}
        .states .branch{fill:none;stroke:#c5bcdd;stroke-dasharray:2 4}
        .states .missed>.box{fill:#fafafa;stroke:#c9ced6}
        .states .missed>.name,.states .missed>.caption{fill:#8a93a0}
        .states .reached>.box{fill:#e3f5ea;stroke:#1b7f4d;stroke-width:2}
        .states .partly>.box{fill:#fdf3d6;stroke:#9a6b00;stroke-width:2}
        .states .givenUp>.box{fill:#eceff3;stroke:#5b6675;stroke-width:2;stroke-dasharray:6 3}
        .states .failed>.box{fill:#fde4e2;stroke:#b3261e;stroke-width:2.4}
        .states .edge{fill:none;stroke:#7b8794;stroke-width:1.3}
        .states .edge.catch{stroke:#c4473c;stroke-dasharray:5 4}
        .states .edge.reached{stroke:#1b7f4d;stroke-width:2.6}
        .states .edge.catch.reached{stroke:#b3261e}
        .states .tip{fill:#5b6675}
        .states .dot{fill:#1c2430}
        .states .end{fill:none;stroke:#1c2430;stroke-width:1.3}
        .states .label rect{fill:#fff;fill-opacity:.92}
        .states .label text{font-size:10.5px;fill:#46505e}
        .states .label.catch text{fill:#a83a30}
        .states .label.reached text{font-weight:600}
        """

    private static let night = """
        .states text,.states .note{fill:#e6ebf2}
        .states .paper{fill:#14181f}
        .states .caption{fill:#9aa6b6}
        .states .box{fill:#1d232c;stroke:#657286}
        .states .task>.box{fill:#1a2433;stroke:#5b8fd0}
        .states .choice>.box{fill:#2a2415;stroke:#c99a3a}
        .states .parallel>.box,.states .map>.box{fill:#1f1c29;stroke:#9483c4}
        .states .succeed>.box{fill:#16281e;stroke:#3fa56c}
        .states .fail>.box{fill:#2c1a19;stroke:#d9675d}
        .states .branch{stroke:#544a70}
        .states .missed>.box{fill:#181c22;stroke:#3a424e}
        .states .missed>.name,.states .missed>.caption{fill:#6d7887}
        .states .reached>.box{fill:#17362a;stroke:#3fb27a}
        .states .partly>.box{fill:#3a300f;stroke:#d3a02f}
        .states .givenUp>.box{fill:#252b34;stroke:#9aa6b6}
        .states .failed>.box{fill:#431d1b;stroke:#ef6a5f}
        .states .edge{stroke:#7d8a9b}
        .states .edge.catch{stroke:#d9675d}
        .states .edge.reached{stroke:#3fb27a}
        .states .edge.catch.reached{stroke:#ef6a5f}
        .states .tip{fill:#9aa6b6}
        .states .dot{fill:#e6ebf2}
        .states .end{stroke:#e6ebf2}
        .states .label rect{fill:#14181f}
        .states .label text{fill:#b7c2d0}
        .states .label.catch text{fill:#ef8b82}
        """
}
