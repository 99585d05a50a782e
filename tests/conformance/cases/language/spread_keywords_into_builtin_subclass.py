# **keywords into a class that extends a built-in one: its __init__ gets them all.
class Row(list):
    def __init__(self, cells, **options):
        super().__init__(cells)
        self.options = options


for options in ({}, {'sep': ','}, {'sep': ',', 'end': '!'}):
    row = Row([1, 2], width=3, **options)
    print(row, row.options)


class Number(int):
    def __new__(cls, value, **options):
        number = super().__new__(cls, value)
        number.options = options
        return number


print(Number(5, **{'base': 'ten'}).options, Number(*[6], **{'a': 1, 'b': [2]}).options)
