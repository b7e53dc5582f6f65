import StatesCommand

@main
struct States {
    static func main() async {
        await StatesCommand.launch()
    }
}
