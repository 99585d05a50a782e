class T:
    def __new__(cls, a=0, b=0):
        return object.__new__(cls)
print(T(a=1,b=2))
T(**{"a":1})
print(2)
T(**{"a":1,"b":2})
print(3)
