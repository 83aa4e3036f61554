const MB = 1024 * 1024

/**
 * Lines of postgresql.conf for a machine with so much memory, in bytes. An eighth of it keeps pages of tables: with the 128 MB that
 * PostgreSQL takes by itself, a change of 165,000 points reads and writes the same pages again and again. With more memory more
 * changes may stand in the log before those pages are written to their tables.
 */
export function memorySettings(bytes: number): Record<string, string> {
  const buffers = Math.min(1024, Math.max(128, Math.floor(bytes / MB / 8)))
  return { shared_buffers: `${buffers}MB`, max_wal_size: buffers < 512 ? '1GB' : '2GB' }
}
