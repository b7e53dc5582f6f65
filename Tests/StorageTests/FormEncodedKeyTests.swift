import Storage
import Testing

@Suite struct FormEncodedKeyTests {
    @Test(arguments: [
        ("My+Workouts+%282024%29.csv", "My Workouts (2024).csv"), ("L%C3%a4ufe%2B1.csv", "Läufe+1.csv"), ("", ""),
    ])
    func decodes(_ text: String, key: String) {
        #expect(FormEncodedKey.decoded(text) == key)
    }

    /// A sign is a digit of no byte, though a number may have one.
    @Test(arguments: ["%+5a", "%-5", "% 5", "%5", "%", "%zz", "%C3", "a%F0%9F%8F"])
    func whatIsNotFormEncodedIsRefused(_ text: String) {
        #expect(FormEncodedKey.decoded(text) == nil)
    }
}
