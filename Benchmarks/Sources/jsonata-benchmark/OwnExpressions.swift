import JSON

/// Expressions as state machines have them, on a few hundred orders.
enum OwnExpressions {
    static let cases: [ExpressionCase] = [
        own(
            "totals by city",
            """
            orders{city: {"orders": $count($), "revenue": $round($sum($.lines.(price * quantity)), 2),
                "best": $max($.lines.price)}}
            """),
        own("sorted and cut", "(orders^(>customer.age, id)[[0..19]]).{\"id\": id, \"who\": $uppercase(customer.name)}"),
        own("a join", "orders@$o.items[sku = $o.lines[0].sku].{\"order\": $o.id, \"sku\": sku, \"title\": title}"),
        own(
            "folded",
            """
            $reduce(orders, function($sum, $order) {
                $merge([$sum, {$order.city: $lookup($sum, $order.city) + $count($order.lines)}])
            }, {})
            """),
        own(
            "filtered by functions",
            "$filter(orders, function($o) { $o.customer.age > 40 and $count($o.lines) > 2 }).id"),
        own(
            "text and patterns",
            "orders.customer.name.($match($, /([A-Z])[a-z]+ (\\d+)/).groups[0] & $replace($, /\\d/, \"#\") & $length($))"
        ),
        own("changed", "orders[[0..49]] ~> |lines[quantity > 3]|{\"bulk\": true, \"price\": price * 0.9}, [\"sku\"]|"),
        own("numbers as text", "orders.lines.($formatNumber(price, \"#,##0.00\") & \" x \" & $string(quantity))"),
        own("recursion", "($fib := function($n) { $n < 2 ? $n : $fib($n - 1) + $fib($n - 2) }; $fib(16))"),
        own("partial and composed", "($tax := $round(?, 2); orders.lines.price.(($ * 1.19) ~> $tax))"),
    ]

    private static func own(_ name: String, _ expression: String) -> ExpressionCase {
        ExpressionCase(name: "own/\(name)", expression: expression, data: data)
    }

    private static let data: JSON = {
        let cities = ["Berlin", "Lima", "Osaka", "Accra", "Turku"]
        let orders = (0..<300).map { number -> JSON in
            let lines = (0...number % 5).map { line -> JSON in
                [
                    "sku": .string("S\((number * 7 + line) % 40)"), "price": .double(Double(number * 37 % 900) / 8),
                    "quantity": .int(1 + (number + line) % 6),
                ]
            }
            return [
                "id": .int(number), "city": .string(cities[number % cities.count]),
                "customer": ["name": .string("Customer \(number * 31 % 1000)"), "age": .int(20 + number * 13 % 60)],
                "lines": .array(lines),
            ]
        }
        let items = (0..<40).map { JSON.object(["sku": .string("S\($0)"), "title": .string("Item \($0)")]) }
        return ["orders": .array(orders), "items": .array(items)]
    }()
}
