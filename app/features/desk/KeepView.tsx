import { useFetcher } from '@remix-run/react'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { shownForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'
import { ViewFields } from './ViewFields.tsx'
import type { WorkbenchView } from './workbench-view.server.ts'

/** Keeps the filter that is on as a view, where it is not one yet. */
export function KeepView({ view: { process, query, tabs, mayShare } }: { view: WorkbenchView }) {
  const fetcher = useFetcher<FormAnswer>()
  const views = paths.official.process.deskViews(process.slug)
  if (query === '' || tabs.some(({ isCurrent }) => isCurrent)) return null
  const form = shownForm(fetcher.data ?? null, 'keepView')
  return (
    <details className="sm-keep" open={form.answer !== null || undefined}>
      <summary>
        Bewaar<span className="vh"> als weergave</span>
      </summary>
      <fetcher.Form method="post" action={views} className="form" noValidate>
        <input type="hidden" name="query" value={query} />
        <ViewFields form={form} mayShare={mayShare} />
        <div className="btns">
          <Button small name="act" value="keepView">
            Bewaar weergave
          </Button>
          <a className="small" href={views}>
            Al uw weergaven
          </a>
        </div>
      </fetcher.Form>
    </details>
  )
}
