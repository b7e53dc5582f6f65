import ArgumentParser
import Glibc
import WorkoutsCommand

@main
struct Main {
    static func main() async {
        // A reader that goes away, as `head` does, is told by the failed write, not by a signal that kills.
        signal(SIGPIPE, SIG_IGN)
        await WorkoutsCommand.main()
    }
}
