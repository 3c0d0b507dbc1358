/** What a program of bc is made of. */

export type Place =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'element'; readonly name: string; readonly index: Expression };

export type Argument = Expression | { readonly kind: 'array'; readonly name: string };

export type Expression =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'place'; readonly place: Place }
  | {
      readonly kind: 'assign';
      readonly place: Place;
      readonly operator: string;
      readonly value: Expression;
      readonly address: number;
    }
  | { readonly kind: 'step'; readonly place: Place; readonly by: 1 | -1; readonly before: boolean }
  | { readonly kind: 'negate' | 'group'; readonly value: Expression }
  | { readonly kind: 'not'; readonly value: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
      readonly address: number;
    }
  | { readonly kind: 'call'; readonly name: string; readonly given: readonly Argument[]; readonly address: number };

export type Statement =
  | { readonly kind: 'expression'; readonly value: Expression; readonly shown: boolean }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'print'; readonly items: readonly (string | Expression)[] }
  | { readonly kind: 'block'; readonly body: readonly Statement[] }
  | {
      readonly kind: 'if';
      readonly test: Expression;
      readonly then: Statement;
      readonly otherwise: Statement | undefined;
    }
  | {
      readonly kind: 'loop';
      readonly first: Expression | undefined;
      readonly test: Expression | undefined;
      readonly next: Expression | undefined;
      readonly body: Statement;
    }
  | { readonly kind: 'break' | 'continue' | 'halt' | 'quit' | 'nothing' }
  | { readonly kind: 'return'; readonly value: Expression | undefined }
  | { readonly kind: 'define'; readonly definition: Definition };

export interface Parameter {
  readonly name: string;
  readonly isArray: boolean;
}

export interface Definition {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly locals: readonly Parameter[];
  readonly body: readonly Statement[];
}
