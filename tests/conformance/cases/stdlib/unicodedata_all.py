import unicodedata as u
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for c in "aé1²½٣漢 \n\u0301€\u200b가Ａ(א😀Ⅷ\ud800ﬁÅ\u1e9b\u0323ﷺ\x00": print(ascii(c), u.category(c), u.bidirectional(c), u.combining(c), u.east_asian_width(c), u.mirrored(c), u.decimal(c,None), u.digit(c,None), u.numeric(c,None), u.decomposition(c), [ascii(u.normalize(f,c)) for f in ("NFC","NFD","NFKC","NFKD")])
for s in ["école","e\u0301cole","ÅA\u030a","q\u0323\u0307","q\u0307\u0323","각","\u1100\u1161\u11a8","ﬁne①","\u1e9b\u0323","a\u0315\u0300\u05ae\u0300b","\u0344"]: print([ascii(u.normalize(f,s)) for f in ("NFC","NFD","NFKC","NFKD")], u.is_normalized("NFC",s))
for c in "aé½漢€ א😀Ⅷ→█": print(u.name(c), u.lookup(u.name(c))==c)
t(lambda: u.name("\n")); t(lambda: u.lookup("FOO")); t(lambda: u.category("ab")); t(lambda: u.category(1)); t(lambda: u.decimal("a")); t(lambda: u.digit("½")); t(lambda: u.numeric("a")); t(lambda: u.normalize("X","é")); print(u.name("\n","?"), u.lookup("latin small letter e with acute"), u.unidata_version, u.name("\xa0"), u.name("\ufeff"))
