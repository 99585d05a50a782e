// The saved trace: a header, then each run's texts, tables and bytes. All numbers are varints, all texts length and
// bytes. Reading trusts nothing: every length is held against what is left.
#include "base/squeeze.h"
#include "replay/export.h"
#include "trace/values.h"

namespace loopscope::replay {

namespace {

constexpr uint64_t kMostBytes = uint64_t(4) << 30;  // of one run: a thousand million events
constexpr std::string_view kMagic = "loopscope-trace-bin/3\n";

class BinaryWriter {
public:
    explicit BinaryWriter(const Sink& write) : write_(write) {}
    bool ok() const { return ok_; }

    void raw(std::string_view bytes) {
        const bool large = bytes.size() > 128 * 1024;
        if (large || text_.size() + bytes.size() > 256 * 1024) flush();
        if (large)
            ok_ = ok_ && write_(bytes);
        else
            text_ += bytes;
    }
    void number(uint64_t n) {
        uint8_t buffer[16];
        uint8_t* end = trace::put_varint(buffer, n);
        raw({reinterpret_cast<const char*>(buffer), static_cast<size_t>(end - buffer)});
    }
    void text(std::string_view t) {
        number(t.size());
        raw(t);
    }
    void flush() {
        if (!text_.empty()) ok_ = ok_ && write_(text_);
        text_.clear();
    }

private:
    const Sink& write_;
    std::string text_;
    bool ok_ = true;
};

void write_run(BinaryWriter& out, const RawRecording& run) {
    for (std::string_view text : {std::string_view(run.title), std::string_view(run.run_name), std::string_view(run.python),
                                  std::string_view(run.file)}) {
        out.text(text);
    }
    out.number(run.run_names.size());
    for (const std::string& name : run.run_names) out.text(name);
    out.number(run.sources.size());
    for (const SourceText& source : run.sources) {
        out.text(source.file);
        out.text(source.module);
        out.text(source.text);
        out.number(source.library);
    }
    out.number(static_cast<uint64_t>(run.end.kind));
    out.number(trace::zigzag(run.end.status));
    out.text(run.end.message);
    out.number(run.tables->functions().size());
    for (const trace::FunctionInfo& f : run.tables->functions()) {
        out.text(f.qualname);
        out.text(f.file);
        out.text(f.module);
        out.number(f.first_line);
        out.number(static_cast<uint64_t>(f.flavor) | (f.library ? 8 : 0) | (f.hidden ? 16 : 0));
    }
    out.number(run.tables->string_count());
    for (size_t i = 0; i < run.tables->string_count(); ++i) out.text(run.tables->string(i));
    out.number(run.chunks.size());
    for (const trace::Chunk& chunk : run.chunks) {
        out.number(chunk.used);
        out.text(base::pack({reinterpret_cast<const char*>(chunk.data.get()), chunk.used}));
    }
}

class BinaryReader {
public:
    explicit BinaryReader(std::string_view bytes) : bytes_(bytes) {}
    bool ok = true;

    uint64_t number() {
        uint64_t n = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (bytes_.empty()) return fail();
            uint8_t b = static_cast<uint8_t>(bytes_[0]);
            bytes_.remove_prefix(1);
            n |= uint64_t(b & 0x7f) << shift;
            if (!(b & 0x80)) return n;
        }
        return fail();
    }
    std::string_view text() {
        uint64_t size = number();
        if (!ok || size > bytes_.size()) {
            fail();
            return {};
        }
        std::string_view view = bytes_.substr(0, static_cast<size_t>(size));
        bytes_.remove_prefix(static_cast<size_t>(size));
        return view;
    }
    std::string string() { return std::string(text()); }
    // How many things follow, each of at least `least` bytes.
    uint64_t count(uint64_t least) {
        uint64_t n = number();
        return n <= bytes_.size() / least ? n : fail();
    }
    size_t left() const { return bytes_.size(); }

private:
    uint64_t fail() {
        ok = false;
        bytes_ = {};
        return 0;
    }
    std::string_view bytes_;
};

std::shared_ptr<const RawRecording> read_run(BinaryReader& in) {
    auto run = std::make_shared<RawRecording>();
    for (std::string* text : {&run->title, &run->run_name, &run->python, &run->file}) *text = in.string();
    for (uint64_t n = in.count(1); n > 0 && in.ok; --n) run->run_names.push_back(in.string());
    for (uint64_t n = in.count(4); n > 0 && in.ok; --n) {
        SourceText source;
        source.file = in.string();
        source.module = in.string();
        source.text = in.string();
        source.library = in.number() != 0;
        run->sources.push_back(std::move(source));
    }
    uint64_t kind = in.number();
    if (kind > static_cast<uint64_t>(EndKind::Stopped))
        in.ok = false;
    else
        run->end.kind = static_cast<EndKind>(kind);
    run->end.status = static_cast<int>(trace::unzigzag(in.number()));
    run->end.message = in.string();
    uint32_t next = 0;
    for (uint64_t n = in.count(5); n > 0 && in.ok; --n) {
        trace::FunctionInfo f;
        f.qualname = in.string();
        f.file = in.string();
        f.module = in.string();
        f.first_line = static_cast<uint32_t>(in.number());
        uint64_t bits = in.number();
        f.flavor = static_cast<trace::Flavor>(bits & 3);
        f.library = bits & 8;
        f.hidden = bits & 16;
        if (run->tables->add_function(f) != next++) in.ok = false;  // no table holds a function twice
    }
    next = 0;
    for (uint64_t n = in.count(1); n > 0 && in.ok; --n) {
        if (run->tables->intern(in.text()) != next++) in.ok = false;
    }
    uint64_t total = 0;
    for (uint64_t n = in.count(2); n > 0 && in.ok; --n) {
        uint64_t size = in.number();
        std::string_view packed = in.text();
        total += size;
        if (!in.ok || size > base::most_unpacked(packed.size()) || size > kMostBytes || total > kMostBytes) {
            in.ok = false;
            break;
        }
        trace::Chunk chunk;
        chunk.data = std::make_unique_for_overwrite<uint8_t[]>(size + 1);
        chunk.capacity = chunk.used = size;
        if (!base::unpack(packed, chunk.data.get(), size)) in.ok = false;
        run->chunks.push_back(std::move(chunk));
    }
    return run;
}

}  // namespace

bool looks_like_binary(std::string_view bytes) { return bytes.substr(0, kMagic.size()) == kMagic; }

bool export_binary(const std::vector<std::shared_ptr<const RawRecording>>& runs, const Sink& write) {
    BinaryWriter out(write);
    out.raw(kMagic);
    out.number(runs.size());
    for (const auto& run : runs) write_run(out, *run);
    out.flush();
    return out.ok();
}

base::Result<std::vector<std::shared_ptr<const RawRecording>>> load_binary(std::string_view bytes) {
    auto refuse = [](const char* why) {
        base::Diagnostic diagnostic;
        diagnostic.kind = base::DiagnosticKind::Input;
        diagnostic.message = why;
        return diagnostic;
    };
    if (!looks_like_binary(bytes)) return refuse("not a saved trace of this version");
    BinaryReader in(bytes.substr(kMagic.size()));
    std::vector<std::shared_ptr<const RawRecording>> runs;
    for (uint64_t n = in.count(10); n > 0 && in.ok; --n) runs.push_back(read_run(in));
    if (!in.ok || in.left() != 0 || runs.empty()) return refuse("the saved trace is damaged");
    return runs;
}

}  // namespace loopscope::replay
