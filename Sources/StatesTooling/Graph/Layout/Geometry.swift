/// A place in a picture, in pixels from the left and the top.
struct Point: Hashable {
    var x: Double
    var y: Double
}

/// How much room something takes, in pixels.
struct Size: Hashable {
    var width: Double
    var height: Double
}
