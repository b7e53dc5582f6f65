import Testing

@testable import StatesTooling

@Suite struct XMLTextTests {
    @Test(arguments: [
        ("a<b>&\"'\n", "a&lt;b&gt;&amp;&quot;&#39;\n"), ("\u{1}\u{7F}\u{FFFF}", "\u{FFFD}\u{FFFD}\u{FFFD}"),
    ])
    func textForXMLKeepsItsShape(_ text: String, _ escaped: String) {
        #expect(text.escapedForXML == escaped)
    }
}
