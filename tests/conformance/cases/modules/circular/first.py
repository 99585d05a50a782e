from circular.second import y
x = 1
