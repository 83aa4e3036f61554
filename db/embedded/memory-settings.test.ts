import { expect, test } from 'vitest'
import { memorySettings } from './memory-settings.ts'

const GB = 1024 ** 3

test('a small machine keeps the memory that PostgreSQL takes by itself, a large one gives an eighth up to a gigabyte', () => {
  expect(memorySettings(GB)).toEqual({ shared_buffers: '128MB', max_wal_size: '1GB' })
  expect(memorySettings(2 * GB).shared_buffers).toBe('256MB')
  expect(memorySettings(4 * GB)).toEqual({ shared_buffers: '512MB', max_wal_size: '2GB' })
  expect(memorySettings(64 * GB).shared_buffers).toBe('1024MB')
})
