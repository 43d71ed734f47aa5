;; The one loop that judging a million rows is made of: at each node of a tree, which rows go to `yes`. JavaScript needs three to four times
;; as long for it, since it looks up each array's place and length at each of its elements. `npm run wasm` writes sort-rows.wasm.ts.
(module
  (import "thread" "memory" (memory 1))

  ;; Of the rows from address $next to before $end (32 bits each, at least one), those whose code lies from $low to $low + $span are written
  ;; from $front on, the others from $back on backwards. $codes is where row 0 has its code (16 bits). Returns the address after the former.
  ;; Each row is written to both places and only one of them advances: nothing branches, since no processor can guess a row's way.
  (func (export "sortRows")
    (param $next i32) (param $end i32) (param $front i32) (param $back i32) (param $codes i32) (param $low i32) (param $span i32)
    (result i32)
    (local $row i32)
    (local $no i32)
    (loop $each
      (local.set $row (i32.load (local.get $next)))
      (local.set $no
        (i32.gt_u
          (i32.sub
            (i32.load16_u (i32.add (local.get $codes) (i32.shl (local.get $row) (i32.const 1))))
            (local.get $low))
          (local.get $span)))
      (i32.store (local.get $front) (local.get $row))
      (i32.store (local.get $back) (local.get $row))
      (local.set $no (i32.shl (local.get $no) (i32.const 2)))
      (local.set $front (i32.sub (i32.add (local.get $front) (i32.const 4)) (local.get $no)))
      (local.set $back (i32.sub (local.get $back) (local.get $no)))
      (local.set $next (i32.add (local.get $next) (i32.const 4)))
      (br_if $each (i32.lt_u (local.get $next) (local.get $end))))
    (local.get $front)))
