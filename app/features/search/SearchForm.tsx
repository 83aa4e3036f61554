import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'
import { MOST_CHARACTERS } from './question.ts'

/** Leads to the page with what was found; works without a script, and its result is an address that can be shared. */
export function SearchForm({ value = '', focus = false }: { value?: string; focus?: boolean }) {
  return (
    <search>
      <form className="field" action={paths.public.search()} method="get">
        <label className="utrecht-form-label" htmlFor="zoekveld">
          Zoek een woord of een nummer
        </label>
        <div className="field--inline">
          <input
            className="utrecht-textbox"
            id="zoekveld"
            type="search"
            name="zoek"
            defaultValue={value}
            maxLength={MOST_CHARACTERS}
            enterKeyHint="search"
            // eslint-disable-next-line jsx-a11y/no-autofocus -- who opens the page to search came for this field
            autoFocus={focus || undefined}
          />
          <Button variant="quiet" icon="search">
            Zoek
          </Button>
        </div>
      </form>
    </search>
  )
}
