import type pg from 'pg'

/** Lists every statement that is sent over connections of this pool while `act` runs, BEGIN and COMMIT too. */
export async function statementsDuring(pool: pg.Pool, act: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = []
  const restore: (() => void)[] = []
  const listen = (client: pg.PoolClient) => {
    const query = client.query
    client.query = (statement: string | { text: string }, ...rest: unknown[]) => {
      sent.push(typeof statement === 'string' ? statement : statement.text)
      return Reflect.apply(query, client, [statement, ...rest])
    }
    restore.push(() => (client.query = query))
  }
  pool.on('acquire', listen)
  try {
    await act()
  } finally {
    pool.off('acquire', listen)
    for (const undo of restore.toReversed()) undo()
  }
  return sent
}
