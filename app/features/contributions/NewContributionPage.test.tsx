import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { NewContributionPage } from './NewContributionPage.tsx'

vi.mock('@remix-run/react', async (real) => ({
  ...(await real<typeof import('@remix-run/react')>()),
  useActionData: () => undefined,
}))

test('who registers what may not become public reads that the sender sees it too', () => {
  const page = renderToStaticMarkup(
    <NewContributionPage
      process={{ slug: 'plan', title: 'Plan' }}
      kind="resident"
      begin={{ key: 'a', receivedOn: '2016-11-01' }}
    />,
  )
  expect(page).toContain('Wat mag niet openbaar worden?')
  expect(page).toContain('Ambtenaren en de indiener lezen dit.')
})
