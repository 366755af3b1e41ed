#!/bin/sh
# Prints the path of a Swift compiler that optimises, in debug builds too, the modules in which the tests spend their time:
# whole simulated incidents, and hours of telemetry at a time. Package.swift cannot say that of single targets without flags
# that SwiftPM calls unsafe. Use it as: SWIFT_EXEC="$(scripts/compiler.sh)" swift build --build-tests
set -eu
cd "$(dirname "$0")/.."

compiler=$(command -v swiftc)
# Where SwiftPM would know this compiler's libraries by another way, as on macOS, it is taken as it is.
if [ "$(uname)" != Linux ]; then
    echo "$compiler"
    exit
fi
# SwiftPM looks for the rest of the toolchain beside the compiler.
mkdir -p .build/compiler/bin
ln -sfn "$(dirname "$(dirname "$compiler")")/lib" .build/compiler/lib
cat >.build/compiler/bin/swiftc.new <<WRAPPER
#!/bin/sh
previous=
for word in "\$@"; do
    if [ "\$previous" = -module-name ]; then
        case \$word in
            AutoSRECore | AutoSREEngine | AutoSREAnalysis | LogMining | RootCause | AutoSRETesting | AutoSREWeb | ServiceSimulation | OperationsDashboard)
                exec "$compiler" "\$@" -O ;;
        esac
    fi
    previous=\$word
done
exec "$compiler" "\$@"
WRAPPER
chmod +x .build/compiler/bin/swiftc.new
# A compiler that is newer than what it has compiled has it all compiled anew.
if cmp -s .build/compiler/bin/swiftc.new .build/compiler/bin/swiftc; then
    rm .build/compiler/bin/swiftc.new
else
    mv .build/compiler/bin/swiftc.new .build/compiler/bin/swiftc
fi
echo "$PWD/.build/compiler/bin/swiftc"
