// section: 1.source
