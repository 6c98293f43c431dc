// Small symmetric positive matrices: solving and inverting by Cholesky, as the learning of rates needs them.

/** Lower Cholesky factor of an n × n matrix, row after row. Throws a RangeError when it is not positive. */
export function cholesky(matrix: Float64Array, n: number): Float64Array {
  const factor = new Float64Array(n * n);
  for (let row = 0; row < n; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row * n + column]!;
      for (let k = 0; k < column; k += 1) sum -= factor[row * n + k]! * factor[column * n + k]!;
      if (row !== column) factor[row * n + column] = sum / factor[column * n + column]!;
      else if (sum <= 0) throw new RangeError("the matrix is not positive");
      else factor[row * n + row] = Math.sqrt(sum);
    }
  }
  return factor;
}

/** x of factor·factorᵀ·x = right. */
export function solveWith(factor: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  const x = Float64Array.from(right);
  for (let row = 0; row < n; row += 1) {
    for (let k = 0; k < row; k += 1) x[row]! -= factor[row * n + k]! * x[k]!;
    x[row]! /= factor[row * n + row]!;
  }
  for (let row = n - 1; row >= 0; row -= 1) {
    for (let k = row + 1; k < n; k += 1) x[row]! -= factor[k * n + row]! * x[k]!;
    x[row]! /= factor[row * n + row]!;
  }
  return x;
}

/** Inverse of factor·factorᵀ, row after row. */
export function inverseOf(factor: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let column = 0; column < n; column += 1) {
    const unit = new Float64Array(n);
    unit[column] = 1;
    const solved = solveWith(factor, unit);
    for (let row = 0; row < n; row += 1) inverse[row * n + column] = solved[row]!;
  }
  return inverse;
}
