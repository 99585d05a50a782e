# Paths as names and as files.
from pathlib import Path, PurePath, PurePosixPath
import os
def err(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
p = PurePath('/a/b/c.tar.gz')
print(p, repr(p), p.name, p.stem, p.suffix, p.suffixes, p.parent, p.parents[0], list(p.parents), p.parts, p.anchor, p.root, p.is_absolute(), p.with_name('x.py'), p.with_suffix('.bz2'), p.with_stem('q'), p / 'd', 'pre' / PurePath('x'), p.joinpath('e', 'f'), p.relative_to('/a'), p.is_relative_to('/a/b'), p.as_posix(), p.match('*.gz'), p.match('b/*'), hash(p) == hash(PurePath('/a/b/c.tar.gz')), p == PurePosixPath('/a/b/c.tar.gz'), PurePath('a/./b//c'), PurePath('a/../b'), PurePath(), PurePath('.'), PurePath('a') < PurePath('b'), sorted([PurePath('b'), PurePath('a')]), os.fspath(p), str(p), PurePath('a').joinpath('/b'), p.as_uri(), PurePath('.bashrc').suffix, PurePath('x.').suffix, PurePath('/').parent, PurePath('/').name, len(p.parents), p.full_match('/a/**/*.gz'))
err(lambda: p.relative_to('/x')); err(lambda: p.with_name('')); err(lambda: p.with_suffix('bz')); err(lambda: PurePath(3)); err(lambda: PurePath('a') / 3); err(lambda: PurePath('/').with_name('x'))
import tempfile; os.chdir(tempfile.mkdtemp())
q = Path('d1/d2'); q.mkdir(parents=True); (q / 'f.txt').write_text('hello\n'); (q / 'g.py').write_bytes(b'x'); Path('top.txt').touch()
print(q.exists(), q.is_dir(), (q / 'f.txt').is_file(), (q / 'f.txt').read_text(), (q / 'g.py').read_bytes(), sorted(x.name for x in q.iterdir()), sorted(str(x) for x in Path('.').glob('**/*.txt')), sorted(str(x) for x in Path('.').rglob('*')), sorted(str(x) for x in Path('d1').glob('*/f*')), (q / 'f.txt').stat().st_size, repr(Path('x')), type(Path('x')).__name__)
err(lambda: Path('nope').read_text()); err(lambda: q.mkdir()); q.mkdir(exist_ok=True); err(lambda: Path('nope').unlink()); Path('nope').unlink(missing_ok=True); err(lambda: q.rmdir()); err(lambda: Path('zz/yy').mkdir())
with (q / 'f.txt').open('a') as f: f.write('more')
print((q / 'f.txt').read_text()); print((q / 'f.txt').rename('moved.txt'), Path('moved.txt').exists(), Path.cwd().is_absolute())
import shutil, glob, fnmatch, tempfile
shutil.copy('moved.txt', 'd1'); shutil.copytree('d1', 'd3'); print(sorted(glob.glob('**/*', recursive=True)), glob.glob('*.txt') != [], fnmatch.filter(['a.py', 'b.txt'], '*.py'), fnmatch.fnmatch('abc', 'a?[a-c]')); shutil.rmtree('d3'); shutil.move('moved.txt', 'd1/x'); print(sorted(str(x) for x in Path('.').rglob('*')))
with tempfile.TemporaryDirectory() as td: (Path(td) / 'a').write_text('x'); print(os.path.isdir(td))
print(os.path.exists(td))
with tempfile.NamedTemporaryFile('w+', suffix='.txt') as tf: tf.write('abc'); tf.seek(0); print(tf.read(), tf.name.endswith('.txt'))
print(os.path.exists(tf.name))
