/// How wide a text is. No font is at hand when a picture is written, so this takes the widest one that pictures ask for
/// (DejaVu Sans): in any other the text is shorter.
enum TextWidth {
    /// Pixels for a size in pixels.
    static func of(_ text: String, size: Double, isBold: Bool = false) -> Double {
        text.unicodeScalars.reduce(0.0) { $0 + width(of: $1, isBold) } * size
    }

    private static func width(of scalar: Unicode.Scalar, _ isBold: Bool) -> Double {
        switch scalar {
        case " "..."~": Double((isBold ? bold : regular)[Int(scalar.value) - 0x20]) / 100
        case "\u{1100}"..."\u{FFFF}" where scalar.properties.isIdeographic, "\u{AC00}"..."\u{D7A3}",
            "\u{3000}"..."\u{30FF}", "\u{FF00}"..."\u{FF60}":
            1.05
        case "\u{1F000}"..."\u{1FAFF}", "…": 1.3
        case _ where scalar.properties.generalCategory == .nonspacingMark: 0
        default: isBold ? 0.84 : 0.78
        }
    }

    /// Hundredths of the size, from the blank to the tilde.
    private static let regular = [
        32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34,
        34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61,
        73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61,
        63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
    ]

    private static let bold = [
        35, 46, 52, 84, 70, 100, 87, 31, 46, 46, 52, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70,
        40, 40, 84, 84, 84, 58, 100, 77, 76, 73, 83, 68, 68, 82, 84, 37, 37, 77, 64, 100, 84, 85, 73, 85, 77, 72,
        68, 81, 77, 110, 77, 72, 73, 46, 37, 46, 84, 50, 50, 67, 72, 59, 72, 68, 44, 72, 71, 34, 34, 67, 34, 104,
        71, 69, 72, 72, 49, 60, 48, 71, 65, 92, 65, 65, 58, 71, 37, 71, 84,
    ]
}
