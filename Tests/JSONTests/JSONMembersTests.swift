import JSON
import Testing

@Suite struct JSONMembersTests {
    @Test(arguments: [
        "{}", #"{"a":1}"#, #"{"a":"x,\"}]{","b":[1,{"c":"]"}],"d":{},"e":null}"#, #" { "a" : 1.5 , "b" : [ ] } "#,
    ])
    func membersAreThoseOfTheObject(_ text: String) throws {
        let object = try #require(try JSON(parsing: text).object)
        var members = JSONMembers(of: Array(text.utf8)[...])
        for (key, value) in object {
            let next = members.next()
            let member = try #require(next)
            #expect(String(decoding: member.name, as: UTF8.self) == key)
            #expect(try JSON(parsing: Array(member.value)) == value)
        }
        let last = members.next()
        #expect(last == nil)
    }

    @Test func whatIsNoObjectHasNoMembers() {
        var members = JSONMembers(of: Array("[1,2]".utf8)[...])
        let last = members.next()
        #expect(last == nil)
    }
}
