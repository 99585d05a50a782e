# Hashes of texts, and with them the order of sets, are those of PYTHONHASHSEED=0.
print(hash('loop') == 1125607932648341893)
