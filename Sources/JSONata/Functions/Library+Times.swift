import JSON

/// Functions of time. All moments are milliseconds since 1970 in UTC.
extension Library {
    static let times: [NativeFunction] = [
        function("now", "<s?s?:s>") { (evaluator, arguments, _) throws(JSONataError) in
            let (picture, timezone) = (arguments.argument(0), arguments.argument(1))
            return try format(Double(evaluator.environment.now), picture, timezone, evaluator.pictures)
        },
        function("millis", "<:n>") { (evaluator, _, _) throws(JSONataError) in
            .number(Double(evaluator.environment.now))
        },
        function("fromMillis", "<n-s?s?:s>") { (evaluator, arguments, _) throws(JSONataError) in
            guard let millis = arguments.argument(0).number else { return .undefined }
            return try format(millis, arguments.argument(1), arguments.argument(2), evaluator.pictures)
        },
        function("toMillis", "<s-s?:n>") { (evaluator, arguments, _) throws(JSONataError) in
            guard let text = arguments.argument(0).string else { return .undefined }
            guard let picture = arguments.argument(1).string else {
                guard let millis = ISOTimestamp.millis(of: text) else {
                    throw .of("D3110", value: .string(text))
                }
                return .number(millis)
            }
            let reader = try evaluator.pictures.reader(picture)
            return try reader.millis(of: text, evaluator).map { .number($0) } ?? .undefined
        },
    ]

    private static func format(
        _ millis: Double, _ picture: Value, _ timezone: Value, _ pictures: PictureCache
    ) throws(JSONataError) -> Value {
        // The span of days that JavaScript's dates have.
        guard millis.magnitude <= 8.64e15, let moment = Int(exactly: millis.rounded(.towardZero)) else {
            throw .outOfRange(millis)
        }
        let offset = try TimeZoneOffset(parsing: timezone.string)
        let picture = try picture.string.map { text throws(JSONataError) in try pictures.moment(text) }
        let writer = DateTimeWriter(moment: moment, offset: offset)
        return .string(try writer.text(picture ?? .iso))
    }
}
