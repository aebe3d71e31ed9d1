fun beside() => "beside"
