/** Text columns of a service that are written in both languages, by their name in the form. */
export const editableTexts = {
  name: 'name',
  description: 'description',
  application: 'application_process',
  eligibility: 'eligibility_description',
  fees: 'fees_description',
  alert: 'alert',
} as const;

/** Details of a service that are written as a whole: what is written here replaces what a source says. */
export const editableKinds = ['phone', 'schedule', 'language'] as const;
