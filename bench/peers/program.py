"""The article's program of bench/peers/program.sh in Keras, as its own text writes it: two LSTM(128), a sigmoid, binary cross
entropy, Adam, ten epochs in batches of 32. Prints: variant, threads, seconds of fit, median seconds of an epoch after the
first (which builds the graph), accuracy of the last epoch."""
import os
import statistics
import sys
import time

threads = int(sys.argv[2])
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy
import tensorflow as tf

tf.config.threading.set_intra_op_parallelism_threads(threads)
tf.config.threading.set_inter_op_parallelism_threads(1)
keras = tf.keras
keras.utils.set_random_seed(1)


class Clock(keras.callbacks.Callback):
    seconds = []

    def on_epoch_begin(self, epoch, logs=None):
        self.began = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        self.seconds.append(time.perf_counter() - self.began)


x = numpy.load(sys.argv[1] + "/days.npy").reshape(-1, 30, 3)
y = numpy.load(sys.argv[1] + "/came.npy")
model = keras.Sequential(
    [
        keras.layers.Input(x.shape[1:]),
        keras.layers.LSTM(128, return_sequences=True),
        keras.layers.LSTM(128),
        keras.layers.Dense(1, activation="sigmoid"),
    ]
)
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
clock = Clock()
start = time.perf_counter()
history = model.fit(x, y, epochs=10, batch_size=32, verbose=0, callbacks=[clock])
took = time.perf_counter() - start
middle = statistics.median(clock.seconds[1:])
print("keras-%s,%d,%.3f,%.4f,%.4f" % (tf.__version__, threads, took, middle, history.history["accuracy"][-1]), flush=True)
