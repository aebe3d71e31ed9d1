// section: 16.6
a = clock_mono_ms()
sleep(2)
sleep_ms(2)
b = clock_mono_ms()
print(b >= a, time_now_ms() > 1600000000000, kind(time_now_ms()), time_ns() > 0) // > true true Number true
print(timeit(fn() => 1) >= 0) // > true
