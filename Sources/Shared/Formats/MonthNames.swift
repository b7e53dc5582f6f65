/// The names of months in the languages that exports are written in, short and long.
enum MonthNames {
    /// The month, 1 to 12, that a word names; nil for any other word. Case and a final full stop do not count.
    static func month(_ word: UnsafeBufferPointer<UInt8>) -> Int? {
        byHash[hash(word)]
    }

    private static let names: [[String]] = [
        [
            "jan", "january", "januar", "janvier", "janv", "enero", "ene", "janeiro", "gennaio", "gen", "januari",
            "jän", "jänner", "stycznia",
        ],
        [
            "feb", "february", "februar", "février", "févr", "fevr", "fév", "febrero", "fevereiro", "fev", "febbraio",
            "februari",
        ],
        ["mar", "march", "märz", "mär", "maerz", "mars", "marzo", "março", "maart", "mrt", "marts", "marca"],
        ["apr", "april", "avril", "avr", "abril", "abr", "aprile", "kwietnia"],
        ["may", "mai", "mayo", "maio", "maggio", "mag", "mei", "maj", "maja"],
        ["jun", "june", "juni", "juin", "junio", "junho", "giugno", "giu"],
        ["jul", "july", "juli", "juillet", "juil", "julio", "julho", "luglio", "lug"],
        ["aug", "august", "août", "aout", "agosto", "ago", "augustus", "augusti"],
        ["sep", "sept", "september", "septembre", "septiembre", "setembro", "set", "settembre"],
        ["oct", "october", "oktober", "okt", "octobre", "octubre", "outubro", "out", "ottobre", "ott"],
        ["nov", "november", "novembre", "noviembre", "novembro"],
        ["dec", "december", "dezember", "dez", "décembre", "déc", "diciembre", "dic", "dezembro", "dicembre"],
    ]

    private static let byHash: [UInt64: Int] = {
        var result: [UInt64: Int] = [:]
        for (index, words) in names.enumerated() {
            for word in words {
                result[Array(word.utf8).withUnsafeBufferPointer(hash)] = index + 1
                // The long vowel of a capital (`É`) has other bytes; exports that capitalise months write plain letters.
            }
        }
        return result
    }()

    /// FNV-1a over the bytes with ASCII letters in lower case.
    private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in word {
            let folded = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
            hash = (hash ^ UInt64(folded)) &* 0x100_0000_01b3
        }
        return hash
    }
}
