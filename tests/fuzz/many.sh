#!/bin/sh
# Runs very many changed inputs through every reader: tests/fuzz/many.sh BUILD [COUNT [SEED]], from the root of the project. See tests/fuzz/README.
build=${1:?the folder of a build} count=${2:-100000} seed=${3:-1}
faults=0
reference=$(dirname "$PWD")/shared/reference

seeds_of() {
	echo "tests/corpus/$1"
	case $1 in
	azure) echo "$reference/azure" ;;
	csv) ls "$reference"/azure/*.csv 2>/dev/null ;;
	yaml | review) echo samples/reviews ;;
	json) ls "$reference"/lenses/*.json 2>/dev/null ;;
	xml) find themes -name '*.xml' ;;
	framework) echo samples/frameworks "$reference/lenses" ;;
	markdown) echo README.md ;;
	esac
}

for program in "$build"/tests/fuzz/cases-*; do
	reader=${program##*/cases-}
	[ -x "$program" ] && [ -f "$program" ] || continue
	echo "# $reader"
	# shellcheck disable=SC2046
	LSAN_OPTIONS=print_suppressions=0:suppressions=$PWD/tests/lsan.supp "$program" --count "$count" --seed "$seed" --keep "/tmp/case-$reader" \
		$(seeds_of "$reader") || faults=$((faults + 1))
done
[ "$faults" = 0 ] || { echo "$faults readers failed; what broke them: /tmp/case-READER"; exit 1; }
