"""Numbers that several modules of the package share."""

# Frames kept of the place where a future, task or handle was made, in debug mode.
DEBUG_STACK_DEPTH = 10

# Writes to a lost connection that pass silently before a warning is logged.
LOG_THRESHOLD_FOR_CONNLOST_WRITES = 5

# Seconds until accept() is tried again after the system ran out of something.
ACCEPT_RETRY_DELAY = 1

SSL_HANDSHAKE_TIMEOUT = 60.0
SSL_SHUTDOWN_TIMEOUT = 30.0
SENDFILE_FALLBACK_READBUFFER_SIZE = 1024 * 256
FLOW_CONTROL_HIGH_WATER_SSL_READ = 256
FLOW_CONTROL_HIGH_WATER_SSL_WRITE = 512

# Seconds that asyncio.run() gives the threads of the default executor to end.
THREAD_JOIN_TIMEOUT = 300
