package dev.tidecast.neural;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings of the C library that must stand before libtorch is loaded; does nothing where there is no glibc.
 *
 * <p>A training step allocates and frees the same large blocks each time. By default glibc gives blocks over 128 KiB back
 * to the kernel, which hands them out zeroed, page fault by page fault. Source: mallopt(3).
 */
final class GlibcMemory {
    private static final int M_TRIM_THRESHOLD = -1;
    private static final int M_TOP_PAD = -2;
    private static final int M_MMAP_THRESHOLD = -3;
    private static final int M_ARENA_MAX = -8;

    /** The most that glibc allows on 64 bits: half a heap. */
    private static final int LARGEST_MMAP_THRESHOLD = 32 << 20;

    private GlibcMemory() {}

    /** Applies the settings and returns what glibc refused, empty where all is well or where there is no glibc. */
    static List<String> tune() {
        SymbolLookup symbols = Linker.nativeLinker().defaultLookup();
        if (symbols.find("gnu_get_libc_version").isEmpty()
                || symbols.find("mallopt").isEmpty()) {
            return List.of();
        }
        List<String> refused = new ArrayList<>();
        mallopt(symbols, "M_ARENA_MAX", M_ARENA_MAX, 1, refused);
        mallopt(symbols, "M_MMAP_THRESHOLD", M_MMAP_THRESHOLD, LARGEST_MMAP_THRESHOLD, refused);
        mallopt(symbols, "M_TRIM_THRESHOLD", M_TRIM_THRESHOLD, 1 << 30, refused);
        mallopt(symbols, "M_TOP_PAD", M_TOP_PAD, 64 << 20, refused);
        // Waiting threads of OpenMP sleep instead of spinning: on few or shared cores spinning starves the workers.
        setenv(symbols, "OMP_WAIT_POLICY", "passive", refused);
        // Each thread of ours computes alone; libtorch's own setting reaches only the thread that makes it.
        setenv(symbols, "OMP_NUM_THREADS", "1", refused);
        return refused;
    }

    private static void mallopt(SymbolLookup symbols, String name, int option, int value, List<String> refused) {
        FunctionDescriptor type =
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        MethodHandle call =
                Linker.nativeLinker().downcallHandle(symbols.find("mallopt").orElseThrow(), type);
        try {
            if ((int) call.invokeExact(option, value) != 1) {
                refused.add("mallopt(" + name + ", " + value + ")");
            }
        } catch (Throwable failure) {
            throw new IllegalStateException("calling mallopt(" + name + ") failed", failure);
        }
    }

    private static void setenv(SymbolLookup symbols, String name, String value, List<String> refused) {
        FunctionDescriptor type = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        MethodHandle call =
                Linker.nativeLinker().downcallHandle(symbols.find("setenv").orElseThrow(), type);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment cName = arena.allocateFrom(name);
            MemorySegment cValue = arena.allocateFrom(value);
            if ((int) call.invokeExact(cName, cValue, 1) != 0) {
                refused.add("setenv(" + name + ", " + value + ")");
            }
        } catch (Throwable failure) {
            throw new IllegalStateException("calling setenv(" + name + ") failed", failure);
        }
    }
}
