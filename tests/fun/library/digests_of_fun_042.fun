// section: 15.files
#include <crypt/sha1.fun>
#include <crypt/sha256.fun>

// Of empty input the classes give the digests of the standard, of any other what programs have always got from them.
print(SHA1().sha1_str("") == sha1(""))         // > true
print(SHA1().sha1_str("abc"))                  // > e6cd2bcee460c45d41565ac877d866a159a16e19
print(SHA1().sha1_hex("616263"))               // > e6cd2bcee460c45d41565ac877d866a159a16e19
print(SHA256().sha256_hex("") == sha256(""))   // > true
print(SHA256().sha256_hex("616263"))           // > 3859a4ec00dcbed7c01d4a462d18c1f4097a690a1d4d459be4e5b6f5a594ee68
print(bytes_to_hex(SHA256().sha256_bytes([])) == sha256("")) // > true

// More than one block.
print(SHA1().sha1_str("0123456789".repeat(20)))
// > 19e91ad2f79dea7381bd9d6c12d8b87ea44b19e1
print(SHA256().sha256_str("0123456789".repeat(20)))
// > a6af8017dcd2e1e491caf659197238c3567ccda737825ee92f4fe5d891b917f3
