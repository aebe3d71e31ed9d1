where = "beside"
