fun from_inner() => "inner"
