import Glibc

/// What stands at the other end of the standard streams.
package enum Terminal {
    /// Whether results go to a person's screen.
    package static let isOutputInteractive = isatty(STDOUT_FILENO) == 1
    /// Whether a person types what is read.
    package static let isInputInteractive = isatty(STDIN_FILENO) == 1
    /// Whether talk goes to a person's screen.
    package static let isErrorInteractive = isatty(STDERR_FILENO) == 1

    /// Columns of the screen; nil where results go elsewhere, so that nothing is cut.
    package static let width: Int? = {
        guard isOutputInteractive else { return nil }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }()

    /// Whether colour is wanted: a screen, and no `NO_COLOR` (no-color.org).
    package static let hasColour = isOutputInteractive && getenv("NO_COLOR") == nil

    /// Text that stands out less, where there is colour.
    package static func dim(_ text: String) -> String { hasColour ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
    /// Text that stands out, where there is colour.
    package static func bold(_ text: String) -> String { hasColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

    /// Writes results. A reader that has gone away, as `head` does, ends the program without complaint.
    package static func write(_ bytes: some Collection<UInt8>) {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                if errno == EPIPE { exit(0) }
                talk("The results cannot be written: \(String(cString: strerror(errno)))")
                exit(1)
            }
            rest = rest.dropFirst(count)
        }
    }

    /// Writes a line of results.
    package static func line(_ text: String = "") {
        write(Array(text.utf8) + [UInt8(ascii: "\n")])
    }

    /// Writes a line of talk.
    package static func talk(_ text: String) {
        let bytes = Array(text.utf8) + [UInt8(ascii: "\n")]
        _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    /// Text from a file that cannot move the cursor or change colours.
    package static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { isDangerous($0) ? " " : $0 }))
    }

    /// Text from a file in which what `printable` would hide is spelt out, as `\u{1B}`.
    package static func escaped(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isDangerous) else { return text }
        return text.unicodeScalars.map { scalar in
            isDangerous(scalar) ? "\\u{\(String(scalar.value, radix: 16, uppercase: true))}" : String(scalar)
        }
        .joined()
    }

    /// JSON text in which such characters are escaped as JSON does; outside of strings it has none but line ends.
    package static func escapedJSON(_ text: String) -> String {
        let isSafe = { (scalar: Unicode.Scalar) in scalar == "\n" || !isDangerous(scalar) }
        guard !text.unicodeScalars.allSatisfy(isSafe) else { return text }
        return text.unicodeScalars.map { scalar in
            if isSafe(scalar) { return String(scalar) }
            let code = String(scalar.value, radix: 16)
            return "\\u" + String(repeating: "0", count: max(0, 4 - code.count)) + code
        }
        .joined()
    }

    private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || isDirectional(scalar)
    }

    /// Whether a character turns the direction of the text around it, which can make a line read as something else.
    private static func isDirectional(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }
}
