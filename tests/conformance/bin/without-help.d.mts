export function withoutHelp(text: string): string;
