fun area(w, h = 1) => w * h
