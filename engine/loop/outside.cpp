#include "loop/outside.h"

#include "loop/record.h"

namespace loopscope::loop {

namespace {

uint32_t number(Cell c) { return static_cast<uint32_t>(int_of(c)); }
uint32_t text(VM& vm, Cell c) { return vm.trace->intern(is_str(c) ? str_utf8(c) : "?"); }

Status world(VM& vm, Args, Cell* out) { return ok_or_none(out, state(vm).world); }
Status waiting(VM& vm, Args, Cell* out) { return ok_ref(out, obj_cell(state(vm).waiting)); }

// ---- events. Connections and processes are numbered from 1 in the order in which they come, by their makers.

Status listening(VM& vm, Args a, Cell* out) {  // listening(address)
    if (vm.recording) (void)vm.trace->io_listening(text(vm, a[0]));
    return ok_none(out);
}
Status connected(VM& vm, Args a, Cell* out) {  // connected(connection, peer, address)
    if (vm.recording) (void)vm.trace->io_connected(number(a[0]), text(vm, a[1]), text(vm, a[2]));
    return ok_none(out);
}
Status received(VM& vm, Args a, Cell* out) {  // received(connection, data)
    if (vm.recording) (void)vm.trace->io_received(number(a[0]), [&](trace::ValueWriter& w) { describe(vm, w, a[1]); });
    return ok_none(out);
}
Status sent(VM& vm, Args a, Cell* out) {  // sent(connection, data)
    if (vm.recording) (void)vm.trace->io_sent(number(a[0]), [&](trace::ValueWriter& w) { describe(vm, w, a[1]); });
    return ok_none(out);
}
Status closed(VM& vm, Args a, Cell* out) {  // closed(connection)
    if (vm.recording) (void)vm.trace->io_closed(number(a[0]));
    return ok_none(out);
}
Status signalled(VM& vm, Args a, Cell* out) {  // signal(name)
    if (vm.recording) (void)vm.trace->signal_received(text(vm, a[0]));
    return ok_none(out);
}
Status process_started(VM& vm, Args a, Cell* out) {  // process_started(process, command)
    if (vm.recording) (void)vm.trace->process_started(number(a[0]), text(vm, a[1]));
    return ok_none(out);
}
Status process_exited(VM& vm, Args a, Cell* out) {  // process_exited(process, status)
    if (vm.recording) (void)vm.trace->process_exited(number(a[0]), int_of(a[1]));
    return ok_none(out);
}

const NativeDef kFunctions[] = {
    {"world", world, 0, 0, kPlain, "What the scenario says of the outside: a dict, or None.", nullptr},
    {"waiting", waiting, 0, 0, kPlain, "What could still come from outside: a dict of texts.", nullptr},
    {"listening", listening, 1, 1, kPlain, nullptr, nullptr},
    {"connected", connected, 3, 3, kPlain, nullptr, nullptr},
    {"received", received, 2, 2, kPlain, nullptr, nullptr},
    {"sent", sent, 2, 2, kPlain, nullptr, nullptr},
    {"closed", closed, 1, 1, kPlain, nullptr, nullptr},
    {"signal", signalled, 1, 1, kPlain, nullptr, nullptr},
    {"process_started", process_started, 2, 2, kPlain, nullptr, nullptr},
    {"process_exited", process_exited, 2, 2, kPlain, nullptr, nullptr},
    LS_NO_MORE,
};

}  // namespace

bool setup_outside(VM& vm) {
    Dict* ns = new_module(vm, "_outside");
    if (!ns) return false;
    add_functions(vm, ns, "_outside", kFunctions);
    return true;
}

void set_world(VM& vm, Cell owned_dict) { assign(vm, &state(vm).world, owned_dict); }

std::string waits_outside(VM& vm) {
    std::string connections, others;
    uint32_t pos = 0;
    Cell key, value;
    while (dict_next(state(vm).waiting, &pos, &key, &value)) {
        if (!is_str(value)) continue;
        std::string text = str_utf8(value);
        std::string& part = text.starts_with("connections ") ? connections : others;
        if (!part.empty()) part += ", ";
        part += text;
    }
    return connections.empty() || others.empty() ? connections + others : connections + ", " + others;
}

int exit_status(VM& vm) { return state(vm).exit_status; }

}  // namespace loopscope::loop
