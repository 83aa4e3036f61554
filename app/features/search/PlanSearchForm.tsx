import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'
import { MOST_CHARACTERS } from './question.ts'

/** Looks for words in one plan; works without a script, and its result is an address that can be shared. `id` is of the field. */
export function PlanSearchForm({
  slug,
  id,
  value = '',
  focus = false,
}: {
  slug: string
  id: string
  value?: string
  focus?: boolean
}) {
  return (
    <search className="no-print">
      <form className="field plan-find" action={paths.public.planSearch(slug)} method="get">
        <label className="utrecht-form-label" htmlFor={id}>
          Zoek in dit plan
        </label>
        <div className="field--inline">
          <input
            className="utrecht-textbox"
            id={id}
            type="search"
            name="zoek"
            defaultValue={value}
            maxLength={MOST_CHARACTERS}
            enterKeyHint="search"
            // eslint-disable-next-line jsx-a11y/no-autofocus -- who opens the page to search came for this field
            autoFocus={focus || undefined}
          />
          <Button variant="quiet" icon="search">
            <span className="plan-find__word">Zoek</span>
          </Button>
        </div>
      </form>
    </search>
  )
}
