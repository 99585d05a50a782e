// Words that CPython 3.13 has interned before a program runs: names of its built-in functions, and of what it imports itself.
#include "compile/interned_words.h"

#include <algorithm>
#include <vector>

namespace loopscope::compile {

namespace {

constexpr std::string_view kWords = R"(
ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError
BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception
ExceptionGroup False FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError
ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError
KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError None NotADirectoryError NotImplemented
NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError
PythonFinalizationError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning
StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True
TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError
UnicodeWarning UserWarning ValueError Warning ZeroDivisionError abc abort abs access accumulate acquire action
add aiter algorithm alias aliases all allocate already always and anext any append archive arg args arguments
argv as ascii asctime assert assigned ast async atexit attr attribute attrs audit auto await base bases before
big bin bit bits block body bool bound boundary break breakpoint buffer buffering buffers bufsize builtins
bytearray bytecode byteorder bytes cache cached call callable callback cancel capture case cast category ch
chain char charset check checked checks child children chr chunk chunks class classmethod clear close closed
closure cls cmd co code codecs columns command common compile complex compress config consumed contained
contains contents context contiguous continue cookie copy copyright coro coroutine count credits cycle data
database date day debug decode decoder decompress def default defaults del delattr delete depth deque device
dict difference digest digits dir dis dispatch divmod dll doc dot dst dump dumps elem element elements elif else
emit empty encode encoder encoding encodings end entries entry enum enumerate env environ err errno error errors
escape eval event events exc except exception exceptions exe exec executable exists exit exp extend extension
facility factory failed false family fd file filename fileno files fill filter filters final finalizer finally
find finder first fixes flag flags float flush fn fold for fork format found fp from frozen frozenset full
fullname func function functools future generation generator get getattr global globals gmtime group groups
handle hasattr hash head header headers help here hex high history home hook hour id if ignore impl import
importlib in indent index indices inf info initial input insert inspect instance int interval io is isinstance
isolated issubclass it item items iter iterable iterator itertools join key keys keyword keywords kind kw kwargs
kwds label lambda last left len length letter level lib library license limit line lineno lines link list
literal little load loader loaders loads locale locals localtime location lock locked lookup loop low lower
machine magic main major map mapping maps marshal mask match max maxsize member members memoryview message meta
metaclass metadata method methods min minor minute missing mod mode module modules month msg name namedtuple
names namespace namespaces nan nbytes nested never new newline newlines next nonlocal not null num number ob obj
object oct offset old op opcode open opener operation operator optimize options or ord order origin original os
other out output override owner package pages parent parse part partial parts pass password path pathname paths
pattern pickle pid pipe platform policy pop pos posix possible pow predicate prefix prefixes print priority
product progress prompt property protocol proxy py pydoc python query quiet quit raise range raw re read
readable reader readline real reason record recursive reduce ref register registry release remove rename repeat
replace repr reserved reset rest result return reverse reversed right root round run runs salt scandir scheduler
search second seek seen selectors self send sentinel sep seq sequence sequences session set setattr shape shell
sign signal signed single size sizeof skip sleep slice slots sock sort sorted source spam span spec split src
stack start stat state statement staticmethod status stderr stdin stdout step steps stop str stream strftime
strict string strip stripped strptime struct sub subclass subprocess suffix sum super symbols symlink sys system
table tag tail target task tb tell template term test text that this thread threading throw time timeout times
timezone title to tokenize top total traceback true truncate truth try tuple twice txt type typed types typing
tzinfo uid union unique unknown unlink update updated upper urandom uri us user utf val value values var vars
venv verbose verbosity verify version wait walk warn warnings weakref week weekday where which while whitespace
who why width winreg with words wrap wrapped wrapper wraps writable write writer year yield zip zlib
)";

std::vector<std::string_view> split_words() {
    std::vector<std::string_view> words;
    size_t begin = 0;
    while ((begin = kWords.find_first_not_of(" \n", begin)) != std::string_view::npos) {
        const size_t end = std::min(kWords.find_first_of(" \n", begin), kWords.size());
        words.push_back(kWords.substr(begin, end - begin));
        begin = end;
    }
    return words;
}

}  // namespace

bool interned_at_start(std::string_view word) {
    static const std::vector<std::string_view> words = split_words();
    return std::binary_search(words.begin(), words.end(), word);
}

}  // namespace loopscope::compile
