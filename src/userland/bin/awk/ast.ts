/** awk programs as trees. */
export type Expr =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'regex'; readonly source: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'field'; readonly index: Expr }
  | { readonly kind: 'element'; readonly name: string; readonly keys: readonly Expr[] }
  | { readonly kind: 'in'; readonly keys: readonly Expr[]; readonly name: string }
  | { readonly kind: 'unary'; readonly operator: '!' | '-' | '+'; readonly operand: Expr }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'concat'; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'and' | 'or'; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'match'; readonly negated: boolean; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'conditional'; readonly test: Expr; readonly yes: Expr; readonly no: Expr }
  | { readonly kind: 'assign'; readonly operator: string; readonly target: Expr; readonly value: Expr }
  | { readonly kind: 'step'; readonly by: 1 | -1; readonly prefix: boolean; readonly target: Expr }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expr[] }
  | { readonly kind: 'builtin'; readonly name: string; readonly args: readonly Expr[] }
  | {
      readonly kind: 'getline';
      readonly from: 'main' | 'file' | 'command';
      readonly source: Expr | undefined;
      readonly target: Expr | undefined;
    }
  | { readonly kind: 'group'; readonly inner: Expr }
  | { readonly kind: 'list'; readonly items: readonly Expr[] };

export type Statement =
  | { readonly kind: 'expression'; readonly value: Expr }
  | {
      readonly kind: 'print';
      readonly format: boolean;
      readonly args: readonly Expr[];
      readonly redirect?: '>' | '>>' | '|';
      readonly target?: Expr;
    }
  | { readonly kind: 'if'; readonly test: Expr; readonly yes: Statement; readonly no: Statement | undefined }
  | { readonly kind: 'while'; readonly test: Expr; readonly body: Statement; readonly first: boolean }
  | {
      readonly kind: 'for';
      readonly start: Statement | undefined;
      readonly test: Expr | undefined;
      readonly step: Statement | undefined;
      readonly body: Statement;
    }
  | { readonly kind: 'each'; readonly variable: Expr; readonly array: string; readonly body: Statement }
  | { readonly kind: 'block'; readonly body: readonly Statement[] }
  | { readonly kind: 'break' | 'continue' | 'next' | 'nextfile' }
  | { readonly kind: 'exit' | 'return'; readonly value: Expr | undefined }
  | { readonly kind: 'delete'; readonly name: string; readonly keys: readonly Expr[] | undefined };

export interface Rule {
  readonly from: Expr | undefined;
  readonly to: Expr | undefined;
  /** Absent: print the record. */
  readonly body: Statement | undefined;
}

export interface FunctionDefinition {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly body: Statement;
}

export interface AwkProgram {
  readonly begin: readonly Statement[];
  readonly end: readonly Statement[];
  readonly rules: readonly Rule[];
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
}
