import ArgumentParser
import WorkoutsCommand

@main
struct Main {
    static func main() async {
        await WorkoutsCommand.main()
    }
}
