S="$1"; V="$2"
L=/tmp/perf-165000/postgres.log; n=$(stat -c %s $L)
PGSET="$S" node bulk.ts 165000 "$V" | grep "=="
tail -c +$n $L | grep -A1 "elapsed" | grep -o "[0-9.]* s user, [0-9.]* s system, [0-9.]* s elapsed" | sort -n | tail -1
