import * as vscode from 'vscode';

/** A time to come (ms since 1970) in words of the developer's language: "Monday 05:00", with the date if it is far away. */
export function momentInWords(at: number, now: number): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  const near = Math.abs(at - now) < 6 * 24 * 3_600_000;
  return new Date(at).toLocaleString(vscode.env.language, {
    ...(sameDay ? {} : { weekday: 'long' }),
    ...(near ? {} : { day: 'numeric', month: 'long' }),
    hour: '2-digit',
    minute: '2-digit',
  });
}
