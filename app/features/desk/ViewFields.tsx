import type { ShownForm } from '#app/forms/use-form.ts'
import { TextInput } from '#app/ui/Field.tsx'

/** What a new view is called, and who sees it. */
export function ViewFields({ form, mayShare }: { form: ShownForm; mayShare: boolean }) {
  return (
    <>
      <TextInput {...form.field('name')} id="naam-weergave" label="Naam" />
      {mayShare && (
        <label className="sm-keep__all">
          <input type="checkbox" name="isShared" defaultChecked={form.isTicked('isShared')} /> Voor iedereen die aan dit
          traject werkt
        </label>
      )}
    </>
  )
}
